# Draws downtime.svg, or with form="png" before it downtime.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'downtime'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1436,880 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 718,440 dynamic background "#ffffff" name "downtime"
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
1000.0 147.6620388 1000.0 1000.0 134.9378818798228 160.3861957201772
4000.0 151.4910572 4000.0 4000.0 139.41085576954217 163.57125863045783
20000.0 183.0230006 20000.0 20000.0 172.33543040545757 193.7105707945424
EOD
$data0_1 << EOD
1000.0 423.394162 1000.0 1000.0 411.35528468102564 435.43303931897435
4000.0 437.2038724 4000.0 4000.0 424.87755216898626 449.5301926310138
20000.0 400.5595422 20000.0 20000.0 388.29425941378116 412.82482498621886
EOD
set xlabel 'writes [pages/s]'
set logscale x
set xtics ("1000" 1000.0, "2000" 2000.0, "5000" 5000.0, "10000" 10000.0, "20000" 20000.0)
set xrange [869.5652173913044:23000.0]
set ylabel 'downtime [ms]'
set logscale y
set ytics ("200" 200.0, "500" 500.0)
set yrange [117.33728859115028:516.9597215256658]
set lmargin at screen 0.11142061281337047
set rmargin at screen 0.807799442896936
set title 'Downtime, in ''ms'''."\n".'means over 5 runs, with 95 % intervals'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data0_0 using 1:2:5:6 with yerrorbars lt 1 pt -1 lw 1 notitle, \
  $data0_0 using 1:2 with linespoints lt 1 title 'xen', \
  $data0_1 using 1:2:5:6 with yerrorbars lt 2 pt -1 lw 1 notitle, \
  $data0_1 using 1:2 with linespoints lt 2 title 'qemu'
