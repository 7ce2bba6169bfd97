# Draws round-trip.svg, or with form="png" before it round-trip.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'round-trip'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1532,880 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 766,440 dynamic background "#ffffff" name "round_trip"
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
100.0 0.203904 100.0 100.0 0.203904 0.203904
150.0 0.203904 150.0 150.0 0.203904 0.203904
200.0 0.203904 200.0 200.0 0.203904 0.203904
300.0 0.203904 300.0 300.0 0.203904 0.203904
400.0 0.203904 400.0 400.0 0.203904 0.203904
600.0 0.203904 600.0 600.0 0.203904 0.203904
800.0 0.203904 800.0 800.0 0.203904 0.203904
900.0 0.203904 900.0 900.0 0.203904 0.203904
1000.0 1.3251831590909091 1000.0 1000.0 1.322748230082733 1.3276180880990853
EOD
$data0_1 << EOD
100.0 0.203904 100.0 100.0 0.203904 0.203904
150.0 0.203904 150.0 150.0 0.203904 0.203904
200.0 0.203904 200.0 200.0 0.203904 0.203904
300.0 0.203904 300.0 300.0 0.203904 0.203904
400.0 0.203904 400.0 400.0 0.203904 0.203904
600.0 0.203904 600.0 600.0 0.203904 0.203904
800.0 0.20390400000000003 800.0 800.0 0.20390400000000003 0.20390400000000003
900.0 0.203904 900.0 900.0 0.203904 0.203904
1000.0 1.3508874318181818 1000.0 1000.0 1.34913518414065 1.3526396794957136
EOD
$data0_2 << EOD
100.0 0.203904 100.0 100.0 0.203904 0.203904
150.0 0.203904 150.0 150.0 0.203904 0.203904
200.0 0.203904 200.0 200.0 0.203904 0.203904
300.0 0.203904 300.0 300.0 0.203904 0.203904
400.0 0.203904 400.0 400.0 0.203904 0.203904
600.0 0.203904 600.0 600.0 0.203904 0.203904
800.0 0.203904 800.0 800.0 0.203904 0.203904
900.0 0.203904 900.0 900.0 0.203904 0.203904
1000.0 1.42403140625 1000.0 1000.0 1.4220938791629267 1.425968933337073
EOD
set xlabel 'cap [Mbit/s]'
set logscale x
set xtics ("100" 100.0, "200" 200.0, "500" 500.0, "1000" 1000.0)
set xrange [86.95652173913044:1150.0]
set ylabel 'round trip [ms]'
set yrange [0:1.4626308813371853]
set lmargin at screen 0.10443864229765012
set rmargin at screen 0.7571801566579635
set title 'Mean round trip of pings by bandwidth cap'."\n".'means over 10 to 44 runs, with 95 % intervals'
set key outside right top noautotitle Left reverse samplen 1.5 title 'writes'
plot $data0_0 using 1:2:5:6 with yerrorbars lt 1 pt -1 lw 1 notitle, \
  $data0_0 using 1:2 with linespoints lt 1 title '500 pages/s', \
  $data0_1 using 1:2:5:6 with yerrorbars lt 2 pt -1 lw 1 notitle, \
  $data0_1 using 1:2 with linespoints lt 2 title '2000 pages/s', \
  $data0_2 using 1:2:5:6 with yerrorbars lt 3 pt -1 lw 1 notitle, \
  $data0_2 using 1:2 with linespoints lt 3 title '8000 pages/s'
