# Draws rounds.svg, or with form="png" before it rounds.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'rounds'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1436,880 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 718,440 dynamic background "#ffffff" name "rounds"
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
$data0_0 << EOD
0.0 64.0 0.0 0.0 64.0 64.0
0.571355886 2.21484375 0.571355886 0.571355886 2.21484375 2.21484375
0.591128822 0.0703125 0.591128822 0.591128822 0.0703125 0.0703125
0.642762759 0.1328125 0.642762759 0.642762759 0.1328125 0.1328125
EOD
$data0_1 << EOD
0.0 64.0 0.0 0.0 64.0 64.0
0.351016837 31.01171875 0.351016837 0.351016837 31.01171875 31.01171875
EOD
set xlabel 'since the first pass began [s]'
set xrange [-0.01928288277:0.66204564177]
set ylabel 'to send as a pass begins [MiB]'
set logscale y
set ytics ("0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1.0, "2" 2.0, "5" 5.0, "10" 10.0, "20" 20.0, "50" 50.0)
set yrange [0.061141304347826095:73.6]
set lmargin at screen 0.11142061281337047
set rmargin at screen 0.807799442896936
set title 'Little or much, and under which policy?'."\n".'replication 0'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data0_0 using 1:2 with linespoints lt 1 title 'xen', \
  $data0_1 using 1:2 with linespoints lt 2 title 'qemu'
