# Draws downtime.svg, or with form="png" before it downtime.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'downtime'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1708,880 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 854,440 dynamic background "#ffffff" name "downtime"
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
1000.0 157.10777434 1000.0 1000.0 154.33593183378997 159.87961684621
4000.0 160.63130818 4000.0 4000.0 157.8661976828645 163.39641867713547
16000.0 309.59740656 16000.0 16000.0 306.8380862355463 312.35672688445374
64000.0 2132.86572812 64000.0 64000.0 2129.9588356221 2135.7726206178995
EOD
$data0_1 << EOD
1000.0 157.71176888 1000.0 1000.0 154.93645309622096 160.48708466377903
4000.0 163.34370392 4000.0 4000.0 160.6341563918442 166.0532514481558
16000.0 422.39065302 16000.0 16000.0 419.4133277752571 425.36797826474293
64000.0 2139.63311708 64000.0 64000.0 2136.641100503241 2142.625133656759
EOD
$data0_2 << EOD
1000.0 157.08754818 1000.0 1000.0 154.32506889336807 159.85002746663193
4000.0 160.2937408 4000.0 4000.0 157.54113879110042 163.04634280889957
16000.0 173.3786614 16000.0 16000.0 170.60861448309507 176.14870831690493
64000.0 1477.7969857799999 64000.0 64000.0 1474.470468465099 1481.1235030949008
EOD
$data0_3 << EOD
1000.0 160.8465587 1000.0 1000.0 158.06977355519916 163.62334384480084
4000.0 173.61645136 4000.0 4000.0 170.92586908732724 176.30703363267278
16000.0 389.53432492 16000.0 16000.0 386.12343855467014 392.9452112853299
64000.0 3329.10193474 64000.0 64000.0 3325.6815947624177 3332.5222747175826
EOD
$data0_4 << EOD
1000.0 449.19879178 1000.0 1000.0 445.0608316329503 453.33675192704976
4000.0 434.54239194 4000.0 4000.0 431.5435751843558 437.54120869564423
16000.0 452.97550376 16000.0 16000.0 449.5370464783894 456.41396104161055
EOD
$data0_5 << EOD
1000.0 449.19879178 1000.0 1000.0 445.0608316329503 453.33675192704976
4000.0 434.54239194 4000.0 4000.0 431.5435751843558 437.54120869564423
16000.0 452.97550376 16000.0 16000.0 449.5370464783894 456.41396104161055
64000.0 469.4214843 64000.0 64000.0 465.71407812637887 473.1288904736211
EOD
set xlabel 'writes [pages/s]'
set logscale x
set xtics ("1000" 1000.0, "2000" 2000.0, "5000" 5000.0, "10000" 10000.0, "20000" 20000.0, "50000" 50000.0)
set xrange [869.5652173913044:73600.0]
set ylabel 'downtime [ms]'
set logscale y
set ytics ("200" 200.0, "500" 500.0, "1000" 1000.0, "2000" 2000.0)
set yrange [134.19571208118964:3832.40061592522]
set lmargin at screen 0.0936768149882904
set rmargin at screen 0.6791569086651054
set title 'Downtime by stop policy'."\n".'means over 50 runs, with 95 % intervals'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data0_0 using 1:2:5:6 with yerrorbars lt 1 pt -1 lw 1 notitle, \
  $data0_0 using 1:2 with linespoints lt 1 title 'xen', \
  $data0_1 using 1:2:5:6 with yerrorbars lt 2 pt -1 lw 1 notitle, \
  $data0_1 using 1:2 with linespoints lt 2 title 'emu-manager', \
  $data0_2 using 1:2:5:6 with yerrorbars lt 3 pt -1 lw 1 notitle, \
  $data0_2 using 1:2 with linespoints lt 3 title 'xen-legacy', \
  $data0_3 using 1:2:5:6 with yerrorbars lt 4 pt -1 lw 1 notitle, \
  $data0_3 using 1:2 with linespoints lt 4 title 'clark-2005', \
  $data0_4 using 1:2:5:6 with yerrorbars lt 5 pt -1 lw 1 notitle, \
  $data0_4 using 1:2 with linespoints lt 5 title 'qemu', \
  $data0_5 using 1:2:5:6 with yerrorbars lt 6 pt -1 lw 1 notitle, \
  $data0_5 using 1:2 with linespoints lt 6 title 'qemu with auto-converge'
