# Draws front.svg, or with form="png" before it front.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'front'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1436,880 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 718,440 dynamic background "#ffffff" name "front"
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
1.8491383826 147.6620388 1.8130883982199217 1.8851883669800784 134.9378818798228 160.3861957201772
1.9043769531999999 151.4910572 1.8681497055915706 1.9406042008084292 139.41085576954217 163.57125863045783
2.1356462416 183.0230006 2.0987980307645353 2.1724944524354646 172.33543040545757 193.7105707945424
EOD
$data0_1 << EOD
1.8346171332 423.394162 1.7995993764793086 1.8696348899206916 411.35528468102564 435.43303931897435
1.8484268436 437.2038724 1.8132772035739764 1.8835764836260236 424.87755216898626 449.5301926310138
1.9117977194 400.5595422 1.8765273833903175 1.9470680554096824 388.29425941378116 412.82482498621886
EOD
$data0_2 << EOD
1.8346171332 423.394162 1.8346171332 1.8346171332 423.394162 423.394162
1.8491383826 147.6620388 1.8491383826 1.8491383826 147.6620388 147.6620388
EOD
set xlabel 'total time [s]'
set xrange [1.788412524200624:2.1836813047141495]
set ylabel 'downtime [ms]'
set yrange [0:458.96796195354955]
set lmargin at screen 0.11142061281337047
set rmargin at screen 0.807799442896936
set title 'Little or much, and under which policy?'."\n".'means over 5 runs, with 95 % intervals'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data0_0 using 1:2:3:4:5:6 with xyerrorbars lt 1 pt -1 lw 1 notitle, \
  $data0_0 using 1:2 with points lt 1 title 'xen', \
  $data0_1 using 1:2:3:4:5:6 with xyerrorbars lt 2 pt -1 lw 1 notitle, \
  $data0_1 using 1:2 with points lt 2 title 'qemu', \
  $data0_2 using 1:2 with steps lc rgb "#222222" dt 2 lw 1 title 'front'
