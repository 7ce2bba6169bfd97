# Draws front.svg, or with form="png" before it front.png.
if (!exists("form")) form = "svg"
if (!exists("output")) output = 'front'.".".form
if (form eq "png") {
  set terminal pngcairo noenhanced font "DejaVu Sans,18" size 1708,2000 linewidth 2 pointscale 2
} else {
  set terminal svg noenhanced font "DejaVu Sans,12" size 854,1000 dynamic background "#ffffff" name "front"
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
10.80876254856 157.10777434 10.7905417934885 10.8269833036315 154.33593183378997 159.87961684621
EOD
$data0_1 << EOD
10.80872684212 157.71176888 10.79050787112913 10.826945813110871 154.93645309622096 160.48708466377903
EOD
$data0_2 << EOD
10.62049733306 157.08754818 10.602100532109803 10.638894134010195 154.32506889336807 159.85002746663193
EOD
$data0_3 << EOD
97.48937700542 160.8465587 97.46016690618792 97.51858710465207 158.06977355519916 163.62334384480084
EOD
$data0_4 << EOD
10.78518558844 449.19879178 10.7671100493314 10.803261127548598 445.0608316329503 453.33675192704976
EOD
$data0_5 << EOD
10.78518558844 449.19879178 10.7671100493314 10.803261127548598 445.0608316329503 453.33675192704976
EOD
$data0_6 << EOD
10.62049733306 157.08754818 10.62049733306 10.62049733306 157.08754818 157.08754818
EOD
$data1_0 << EOD
11.64794505334 160.63130818 11.629574712151124 11.666315394528878 157.8661976828645 163.39641867713547
EOD
$data1_1 << EOD
11.64754457878 163.34370392 11.629184377332297 11.665904780227702 160.6341563918442 166.0532514481558
EOD
$data1_2 << EOD
11.01849621144 160.2937408 10.999941413036318 11.037051009843683 157.54113879110042 163.04634280889957
EOD
$data1_3 << EOD
114.49765228894 173.61645136 114.40055500847886 114.59474956940115 170.92586908732724 176.30703363267278
EOD
$data1_4 << EOD
11.56854577348 434.54239194 11.550383368925443 11.586708178034558 431.5435751843558 437.54120869564423
EOD
$data1_5 << EOD
11.56854577348 434.54239194 11.550383368925443 11.586708178034558 431.5435751843558 437.54120869564423
EOD
$data1_6 << EOD
11.01849621144 160.2937408 11.01849621144 11.01849621144 160.2937408 160.2937408
EOD
$data2_0 << EOD
14.343584870880001 309.59740656 14.324735119264142 14.36243462249586 306.8380862355463 312.35672688445374
EOD
$data2_1 << EOD
14.20490751556 422.39065302 14.18622177974256 14.22359325137744 419.4133277752571 425.36797826474293
EOD
$data2_2 << EOD
12.24053288676 173.3786614 12.222499270875648 12.258566502644353 170.60861448309507 176.14870831690493
EOD
$data2_3 << EOD
91.87007980932 389.53432492 91.82013093087173 91.92002868776828 386.12343855467014 392.9452112853299
EOD
$data2_4 << EOD
13.9870644243 452.97550376 13.968028243017384 14.006100605582615 449.5370464783894 456.41396104161055
EOD
$data2_5 << EOD
13.9870644243 452.97550376 13.968028243017384 14.006100605582615 449.5370464783894 456.41396104161055
EOD
$data2_6 << EOD
12.24053288676 173.3786614 12.24053288676 12.24053288676 173.3786614 173.3786614
EOD
$data3_0 << EOD
20.79955058188 2132.86572812 20.781031329529036 20.81806983423096 2129.9588356221 2135.7726206178995
EOD
$data3_1 << EOD
18.8320684721 2139.63311708 18.813455858941214 18.85068108525879 2136.641100503241 2142.625133656759
EOD
$data3_2 << EOD
30.70693007082 1477.7969857799999 30.68896050138495 30.72489964025505 1474.470468465099 1481.1235030949008
EOD
$data3_3 << EOD
79.7815743087 3329.10193474 79.29326802651883 80.26988059088117 3325.6815947624177 3332.5222747175826
EOD
$data3_4 << EOD
27.2757900539 469.4214843 27.24626078030199 27.305319327498008 465.71407812637887 473.1288904736211
EOD
$data3_5 << EOD
18.8320684721 2139.63311708 18.8320684721 18.8320684721 2139.63311708 2139.63311708
20.79955058188 2132.86572812 20.79955058188 20.79955058188 2132.86572812 2132.86572812
27.2757900539 469.4214843 27.2757900539 27.2757900539 469.4214843 469.4214843
EOD
set xlabel 'total time [s]'
set logscale x
set xtics ("10" 10.0, "20" 20.0, "50" 50.0, "100" 100.0)
set xrange [9.219217854008525:131.78396200481131]
set ylabel 'downtime [ms]'
set logscale y
set ytics ("200" 200.0, "500" 500.0, "1000" 1000.0, "2000" 2000.0)
set yrange [134.19571208118964:3832.40061592522]
set lmargin at screen 0.0936768149882904
set rmargin at screen 0.6791569086651054
set multiplot layout 4,1 title 'Downtime against total time, by writes'."\n".'means over 50 runs, with 95 % intervals'
set title 'writes 1000 pages/s'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data0_0 using 1:2:3:4:5:6 with xyerrorbars lt 1 pt -1 lw 1 notitle, \
  $data0_0 using 1:2 with points lt 1 title 'xen', \
  $data0_1 using 1:2:3:4:5:6 with xyerrorbars lt 2 pt -1 lw 1 notitle, \
  $data0_1 using 1:2 with points lt 2 title 'emu-manager', \
  $data0_2 using 1:2:3:4:5:6 with xyerrorbars lt 3 pt -1 lw 1 notitle, \
  $data0_2 using 1:2 with points lt 3 title 'xen-legacy', \
  $data0_3 using 1:2:3:4:5:6 with xyerrorbars lt 4 pt -1 lw 1 notitle, \
  $data0_3 using 1:2 with points lt 4 title 'clark-2005', \
  $data0_4 using 1:2:3:4:5:6 with xyerrorbars lt 5 pt -1 lw 1 notitle, \
  $data0_4 using 1:2 with points lt 5 title 'qemu', \
  $data0_5 using 1:2:3:4:5:6 with xyerrorbars lt 6 pt -1 lw 1 notitle, \
  $data0_5 using 1:2 with points lt 6 title 'qemu with auto-converge', \
  $data0_6 using 1:2 with steps lc rgb "#222222" dt 2 lw 1 title 'front'
set title 'writes 4000 pages/s'
unset key
plot $data1_0 using 1:2:3:4:5:6 with xyerrorbars lt 1 pt -1 lw 1 notitle, \
  $data1_0 using 1:2 with points lt 1 title 'xen', \
  $data1_1 using 1:2:3:4:5:6 with xyerrorbars lt 2 pt -1 lw 1 notitle, \
  $data1_1 using 1:2 with points lt 2 title 'emu-manager', \
  $data1_2 using 1:2:3:4:5:6 with xyerrorbars lt 3 pt -1 lw 1 notitle, \
  $data1_2 using 1:2 with points lt 3 title 'xen-legacy', \
  $data1_3 using 1:2:3:4:5:6 with xyerrorbars lt 4 pt -1 lw 1 notitle, \
  $data1_3 using 1:2 with points lt 4 title 'clark-2005', \
  $data1_4 using 1:2:3:4:5:6 with xyerrorbars lt 5 pt -1 lw 1 notitle, \
  $data1_4 using 1:2 with points lt 5 title 'qemu', \
  $data1_5 using 1:2:3:4:5:6 with xyerrorbars lt 6 pt -1 lw 1 notitle, \
  $data1_5 using 1:2 with points lt 6 title 'qemu with auto-converge', \
  $data1_6 using 1:2 with steps lc rgb "#222222" dt 2 lw 1 title 'front'
set title 'writes 16000 pages/s'
unset key
plot $data2_0 using 1:2:3:4:5:6 with xyerrorbars lt 1 pt -1 lw 1 notitle, \
  $data2_0 using 1:2 with points lt 1 title 'xen', \
  $data2_1 using 1:2:3:4:5:6 with xyerrorbars lt 2 pt -1 lw 1 notitle, \
  $data2_1 using 1:2 with points lt 2 title 'emu-manager', \
  $data2_2 using 1:2:3:4:5:6 with xyerrorbars lt 3 pt -1 lw 1 notitle, \
  $data2_2 using 1:2 with points lt 3 title 'xen-legacy', \
  $data2_3 using 1:2:3:4:5:6 with xyerrorbars lt 4 pt -1 lw 1 notitle, \
  $data2_3 using 1:2 with points lt 4 title 'clark-2005', \
  $data2_4 using 1:2:3:4:5:6 with xyerrorbars lt 5 pt -1 lw 1 notitle, \
  $data2_4 using 1:2 with points lt 5 title 'qemu', \
  $data2_5 using 1:2:3:4:5:6 with xyerrorbars lt 6 pt -1 lw 1 notitle, \
  $data2_5 using 1:2 with points lt 6 title 'qemu with auto-converge', \
  $data2_6 using 1:2 with steps lc rgb "#222222" dt 2 lw 1 title 'front'
set title 'writes 64000 pages/s'
set key outside right top noautotitle Left reverse samplen 1.5 title 'policy'
plot $data3_0 using 1:2:3:4:5:6 with xyerrorbars lt 1 pt -1 lw 1 notitle, \
  $data3_0 using 1:2 with points lt 1 title 'xen', \
  $data3_1 using 1:2:3:4:5:6 with xyerrorbars lt 2 pt -1 lw 1 notitle, \
  $data3_1 using 1:2 with points lt 2 title 'emu-manager', \
  $data3_2 using 1:2:3:4:5:6 with xyerrorbars lt 3 pt -1 lw 1 notitle, \
  $data3_2 using 1:2 with points lt 3 title 'xen-legacy', \
  $data3_3 using 1:2:3:4:5:6 with xyerrorbars lt 4 pt -1 lw 1 notitle, \
  $data3_3 using 1:2 with points lt 4 title 'clark-2005', \
  $data3_4 using 1:2:3:4:5:6 with xyerrorbars lt 6 pt -1 lw 1 notitle, \
  $data3_4 using 1:2 with points lt 6 title 'qemu with auto-converge', \
  $data3_5 using 1:2 with steps lc rgb "#222222" dt 2 lw 1 title 'front'
unset multiplot
