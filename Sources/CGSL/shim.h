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
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_version.h>

// GSL declares its methods as variables, which Swift will not read for fear of a race; nobody
// writes to them.
static inline const gsl_multifit_nlinear_type *cgsl_trust_region(void) {
  return gsl_multifit_nlinear_trust;
}
static inline const gsl_qrng_type *cgsl_sobol(void) {
  return gsl_qrng_sobol;
}
static inline const char *cgsl_version(void) {
  return gsl_version;
}
