# Draws dies-later.svg, or with form="png" before it dies-later.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'dies-later'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 3200,1140 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 1600,570 dynamic background "#ffffff" name "dies_later"
}
set output output
set encoding utf8
set border 3 lc rgb "#444444"
set tics nomirror tc rgb "#222222"
set grid lc rgb "#dddddd" lt 1
set bars small
set linetype 1 lc rgb "#0072b2" pt 7 ps 0.8 lw 1.6
set linetype 2 lc rgb "#d55e00" pt 5 ps 0.8 lw 1.6
set linetype 3 lc rgb "#009e73" pt 9 ps 0.8 lw 1.6
set linetype 4 lc rgb "#cc79a7" pt 13 ps 0.8 lw 1.6
set linetype 5 lc rgb "#e69f00" pt 11 ps 0.8 lw 1.6
set linetype 6 lc rgb "#56b4e9" pt 6 ps 0.8 lw 1.6
set linetype 7 lc rgb "#555555" pt 4 ps 0.8 lw 1.6
set linetype 8 lc rgb "#a6761d" pt 8 ps 0.8 lw 1.6
set linetype cycle 8
$data0 << EOD
0 0 0.0 "0" 2236962
1 0 0.0 "0" 2236962
2 0 0.0 "0" 2236962
3 0 0.0 "0" 2236962
4 0 0.0 "0" 2236962
5 0 0.0 "0" 2236962
6 0 0.0 "0" 2236962
0 1 0.0 "0" 2236962
1 1 0.0 "0" 2236962
2 1 0.0 "0" 2236962
3 1 0.0 "0" 2236962
4 1 0.0 "0" 2236962
5 1 0.0 "0" 2236962
6 1 0.0 "0" 2236962
0 2 0.0 "0" 2236962
1 2 0.0 "0" 2236962
2 2 0.0 "0" 2236962
3 2 0.0 "0" 2236962
4 2 0.0 "0" 2236962
5 2 0.0 "0" 2236962
6 2 0.0 "0" 2236962
0 3 0.0 "0" 2236962
1 3 0.0 "0" 2236962
2 3 0.0 "0" 2236962
3 3 0.0 "0" 2236962
4 3 0.0 "0" 2236962
5 3 0.0 "0" 2236962
6 3 0.0 "0" 2236962
0 4 0.0 "0" 2236962
1 4 0.0 "0" 2236962
2 4 0.0 "0" 2236962
3 4 0.0 "0" 2236962
4 4 0.0 "0" 2236962
5 4 0.0 "0" 2236962
6 4 0.0 "0" 2236962
0 5 0.0 "0" 2236962
1 5 0.0 "0" 2236962
2 5 0.0 "0" 2236962
3 5 0.0 "0" 2236962
4 5 0.0 "0" 2236962
5 5 0.0 "0" 2236962
6 5 0.0 "0" 2236962
0 6 0.0 "0" 2236962
1 6 0.0 "0" 2236962
2 6 0.0 "0" 2236962
3 6 0.0 "0" 2236962
4 6 0.0 "0" 2236962
5 6 0.0 "0" 2236962
6 6 0.0 "0" 2236962
EOD
$data1 << EOD
0 0 0.0 "0" 2236962
1 0 0.0 "0" 2236962
2 0 0.0 "0" 2236962
3 0 0.0 "0" 2236962
4 0 0.0 "0" 2236962
5 0 0.0 "0" 2236962
6 0 0.0 "0" 2236962
0 1 1.0 "1" 16777215
1 1 0.0 "0" 2236962
2 1 0.0 "0" 2236962
3 1 0.0 "0" 2236962
4 1 0.0 "0" 2236962
5 1 0.0 "0" 2236962
6 1 0.0 "0" 2236962
0 2 1.0 "1" 16777215
1 2 0.96 "0.96" 16777215
2 2 0.0 "0" 2236962
3 2 0.0 "0" 2236962
4 2 0.0 "0" 2236962
5 2 0.0 "0" 2236962
6 2 0.0 "0" 2236962
0 3 0.0 "0" 2236962
1 3 0.0 "0" 2236962
2 3 0.0 "0" 2236962
3 3 0.0 "0" 2236962
4 3 0.0 "0" 2236962
5 3 0.0 "0" 2236962
6 3 0.0 "0" 2236962
0 4 0.0 "0" 2236962
1 4 0.0 "0" 2236962
2 4 0.0 "0" 2236962
3 4 0.0 "0" 2236962
4 4 0.0 "0" 2236962
5 4 0.0 "0" 2236962
6 4 0.0 "0" 2236962
0 5 0.0 "0" 2236962
1 5 0.0 "0" 2236962
2 5 0.0 "0" 2236962
3 5 0.0 "0" 2236962
4 5 0.0 "0" 2236962
5 5 0.0 "0" 2236962
6 5 0.0 "0" 2236962
0 6 0.0 "0" 2236962
1 6 0.0 "0" 2236962
2 6 0.0 "0" 2236962
3 6 0.0 "0" 2236962
4 6 0.0 "0" 2236962
5 6 0.0 "0" 2236962
6 6 0.0 "0" 2236962
EOD
$data2 << EOD
0 0 0.0 "0" 2236962
1 0 0.0 "0" 2236962
2 0 0.0 "0" 2236962
3 0 0.0 "0" 2236962
4 0 0.0 "0" 2236962
5 0 0.0 "0" 2236962
6 0 0.0 "0" 2236962
0 1 1.0 "1" 16777215
1 1 0.0 "0" 2236962
2 1 0.0 "0" 2236962
3 1 0.0 "0" 2236962
4 1 0.0 "0" 2236962
5 1 0.0 "0" 2236962
6 1 0.0 "0" 2236962
0 2 0.0 "0" 2236962
1 2 0.0 "0" 2236962
2 2 0.0 "0" 2236962
3 2 0.0 "0" 2236962
4 2 0.0 "0" 2236962
5 2 0.0 "0" 2236962
6 2 0.0 "0" 2236962
0 3 0.0 "0" 2236962
1 3 0.0 "0" 2236962
2 3 0.0 "0" 2236962
3 3 0.0 "0" 2236962
4 3 0.0 "0" 2236962
5 3 0.0 "0" 2236962
6 3 0.0 "0" 2236962
0 4 0.0 "0" 2236962
1 4 0.0 "0" 2236962
2 4 0.0 "0" 2236962
3 4 0.0 "0" 2236962
4 4 0.0 "0" 2236962
5 4 0.0 "0" 2236962
6 4 0.0 "0" 2236962
0 5 0.0 "0" 2236962
1 5 0.0 "0" 2236962
2 5 0.0 "0" 2236962
3 5 0.0 "0" 2236962
4 5 0.0 "0" 2236962
5 5 0.0 "0" 2236962
6 5 0.0 "0" 2236962
0 6 0.0 "0" 2236962
1 6 0.0 "0" 2236962
2 6 0.0 "0" 2236962
3 6 0.0 "0" 2236962
4 6 0.0 "0" 2236962
5 6 0.0 "0" 2236962
6 6 0.0 "0" 2236962
EOD
$data3 << EOD
0 0 0.0 "0" 2236962
1 0 0.0 "0" 2236962
2 0 0.0 "0" 2236962
3 0 0.0 "0" 2236962
4 0 0.0 "0" 2236962
5 0 0.0 "0" 2236962
6 0 0.0 "0" 2236962
0 1 1.0 "1" 16777215
1 1 0.0 "0" 2236962
2 1 0.0 "0" 2236962
3 1 0.0 "0" 2236962
4 1 0.0 "0" 2236962
5 1 0.0 "0" 2236962
6 1 0.0 "0" 2236962
0 2 1.0 "1" 16777215
1 2 0.0 "0" 2236962
2 2 0.0 "0" 2236962
3 2 0.0 "0" 2236962
4 2 0.0 "0" 2236962
5 2 0.0 "0" 2236962
6 2 0.0 "0" 2236962
0 3 0.0 "0" 2236962
1 3 0.0 "0" 2236962
2 3 0.0 "0" 2236962
3 3 0.0 "0" 2236962
4 3 0.0 "0" 2236962
5 3 0.0 "0" 2236962
6 3 0.0 "0" 2236962
0 4 0.0 "0" 2236962
1 4 0.0 "0" 2236962
2 4 0.0 "0" 2236962
3 4 0.0 "0" 2236962
4 4 0.0 "0" 2236962
5 4 0.0 "0" 2236962
6 4 0.0 "0" 2236962
0 5 0.0 "0" 2236962
1 5 0.0 "0" 2236962
2 5 0.0 "0" 2236962
3 5 0.0 "0" 2236962
4 5 0.0 "0" 2236962
5 5 0.0 "0" 2236962
6 5 0.0 "0" 2236962
0 6 0.0 "0" 2236962
1 6 0.0 "0" 2236962
2 6 0.0 "0" 2236962
3 6 0.0 "0" 2236962
4 6 0.0 "0" 2236962
5 6 0.0 "0" 2236962
6 6 0.0 "0" 2236962
EOD
set palette defined (0 '#f7fbff', 0.25 '#c6dbef', 0.5 '#6baed6', 0.75 '#2171b5', 1 '#08306b')
set cblabel 'process died [share of runs]'
set cbrange [0:1]
unset key
unset grid
set tics scale 0
set xrange [-0.5:6.5]
set yrange [6.5:-0.5]
set xtics ('Conroe' 0, 'Nehalem' 1, 'Westmere' 2, 'SandyBridge' 3, 'Haswell' 4, 'Skylake-Server' 5, 'EPYC' 6) rotate by 60 right
set xlabel 'moved to'
set ylabel 'booted on'
set multiplot title 'The guest resumes, and something of it dies within an hour'."\n".'shares over 50 runs'
set tmargin at screen 0.8421052631578947
set bmargin at screen 0.3017543859649123
set lmargin at screen 0.1075
set rmargin at screen 0.3
set ytics ('Conroe' 0, 'Nehalem' 1, 'Westmere' 2, 'SandyBridge' 3, 'Haswell' 4, 'Skylake-Server' 5, 'EPYC' 6)
unset colorbox
set title 'guest old-linux-router'
plot $data0 using 1:2:3 with image, \
  $data0 using 1:2:4:5 with labels tc rgb variable
unset ylabel
set lmargin at screen 0.315
set rmargin at screen 0.5075
unset ytics
unset colorbox
set title 'guest linux-glibc'
plot $data1 using 1:2:3 with image, \
  $data1 using 1:2:4:5 with labels tc rgb variable
unset ylabel
set lmargin at screen 0.5225
set rmargin at screen 0.715
unset ytics
unset colorbox
set title 'guest debian-12'
plot $data2 using 1:2:3 with image, \
  $data2 using 1:2:4:5 with labels tc rgb variable
unset ylabel
set lmargin at screen 0.73
set rmargin at screen 0.9225
unset ytics
set colorbox
set title 'guest windows-server'
plot $data3 using 1:2:3 with image, \
  $data3 using 1:2:4:5 with labels tc rgb variable
unset ylabel
unset multiplot
