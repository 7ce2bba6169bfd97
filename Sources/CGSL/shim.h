// The parts of the GNU Scientific Library that XenMotion draws from and computes with.
#pragma once
#if !__has_include(<gsl/gsl_version.h>)
#error "The GNU Scientific Library is missing: install libgsl-dev (Debian) or gsl (Homebrew)."
#endif
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics_double.h>
