# Draws shares.svg, or with form="png" before it shares.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'shares'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1040,628 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 520,314 dynamic background "#ffffff" name "shares"
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
0 1 1.0 "1" 16777215
1 1 1.0 "1" 16777215
0 2 1.0 "1" 16777215
1 2 1.0 "1" 16777215
EOD
set palette defined (0 '#f7fbff', 0.25 '#c6dbef', 0.5 '#6baed6', 0.75 '#2171b5', 1 '#08306b')
set cblabel 'completed [share of runs]'
set cbrange [0:1]
unset key
unset grid
set tics scale 0
set xrange [-0.5:1.5]
set yrange [2.5:-0.5]
set xtics ('xen' 0, 'qemu' 1) rotate by 60 right
set xlabel 'policy'
set ylabel 'writes'
set multiplot title 'Little or much, and under which policy?'."\n".'shares over 5 runs'
set tmargin at screen 0.7133757961783439
set bmargin at screen 0.2929936305732484
set lmargin at screen 0.3153846153846154
set rmargin at screen 0.4846153846153846
set ytics ('1000 pages/s' 0, '4000 pages/s' 1, '20000 pages/s' 2)
set colorbox
set title ''
plot $data0 using 1:2:3 with image, \
  $data0 using 1:2:4:5 with labels tc rgb variable
unset ylabel
unset multiplot
