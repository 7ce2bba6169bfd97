# Draws completed.svg, or with form="png" before it completed.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'completed'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1280,964 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 640,482 dynamic background "#ffffff" name "completed"
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
0 0 1.0 "1" 16777215
1 0 1.0 "1" 16777215
2 0 1.0 "1" 16777215
3 0 1.0 "1" 16777215
4 0 1.0 "1" 16777215
5 0 0.0 "0" 2236962
6 0 0.0 "0" 2236962
7 0 0.0 "0" 2236962
0 1 1.0 "1" 16777215
1 1 1.0 "1" 16777215
2 1 1.0 "1" 16777215
3 1 1.0 "1" 16777215
4 1 1.0 "1" 16777215
5 1 1.0 "1" 16777215
6 1 1.0 "1" 16777215
7 1 1.0 "1" 16777215
0 2 1.0 "1" 16777215
1 2 1.0 "1" 16777215
2 2 1.0 "1" 16777215
3 2 1.0 "1" 16777215
4 2 1.0 "1" 16777215
5 2 1.0 "1" 16777215
6 2 1.0 "1" 16777215
7 2 1.0 "1" 16777215
0 3 1.0 "1" 16777215
1 3 1.0 "1" 16777215
2 3 1.0 "1" 16777215
3 3 1.0 "1" 16777215
4 3 1.0 "1" 16777215
5 3 1.0 "1" 16777215
6 3 1.0 "1" 16777215
7 3 1.0 "1" 16777215
0 4 1.0 "1" 16777215
1 4 1.0 "1" 16777215
2 4 1.0 "1" 16777215
3 4 1.0 "1" 16777215
4 4 1.0 "1" 16777215
5 4 1.0 "1" 16777215
6 4 1.0 "1" 16777215
7 4 1.0 "1" 16777215
EOD
set palette defined (0 '#f7fbff', 0.25 '#c6dbef', 0.5 '#6baed6', 0.75 '#2171b5', 1 '#08306b')
set cblabel 'completed [share of runs]'
set cbrange [0:1]
unset key
unset grid
set tics scale 0
set xrange [-0.5:7.5]
set yrange [4.5:-0.5]
set xtics ('2000 pages/s' 0, '4000 pages/s' 1, '8000 pages/s' 2, '16000 pages/s' 3, '32000 pages/s' 4, '64000 pages/s' 5, '128000 pages/s' 6, '256000 pages/s' 7) rotate by 60 right
set xlabel 'writes'
set ylabel 'method'
set multiplot title 'Share of migrations that are completed'."\n".'shares over 20 runs'
set tmargin at screen 0.8132780082987552
set bmargin at screen 0.35684647302904565
set lmargin at screen 0.25625
set rmargin at screen 0.80625
set ytics ('pre-copy' 0, 'auto-converge' 1, 'dirty limit' 2, 'hybrid' 3, 'post-copy' 4)
set colorbox
set title ''
plot $data0 using 1:2:3 with image, \
  $data0 using 1:2:4:5 with labels tc rgb variable
unset ylabel
unset multiplot
