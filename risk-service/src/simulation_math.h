// Exponential, logarithm and quantiles of our own, so that no result hangs on the libm of a
// machine: plain double arithmetic in one order, no fused multiply-add. What the draws
// themselves need is tabulated from these (simulation_tables.h).
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_MATH_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_MATH_H_

#include <cstdint>

namespace concordat::risk::simulation {

// e^x = 2^n e^r with |r| ≤ ln 2 / 2, by a polynomial of degree 10 through Chebyshev's points.
inline constexpr double kExp[] = {1.0,
                                  1.0000000000000067,
                                  0.5000000000000006,
                                  0.16666666666554314,
                                  0.041666666666573066,
                                  0.008333333385699212,
                                  0.001388888893251478,
                                  0.00019841170230570286,
                                  2.480150431378554e-05,
                                  2.764019739169484e-06,
                                  2.7626371065696354e-07};
inline constexpr double kLog2E = 0x1.71547652b82fep+0;
// ln 2 in two parts; a multiple of the first below 2^11 is exact.
inline constexpr double kLn2High = 0x1.62e42fefa3800p-1;
inline constexpr double kLn2Low = 0x1.ef35793c76730p-45;
// The 95% quantile of the standard normal distribution: a 90% interval ends there.
inline constexpr double kNormal95 = 1.6448536269514722;

// Within 1e-15 of e^x, relative, for x in [-700, 700].
double Exp(double x);

// Within 4e-16, absolute and relative together, of ln x for x > 0 that is no denormal.
double Log(double x);

// ln(1 - Φ(z)), for z ≥ 0.
double LogNormalTail(double z);

// The z ≥ 0 beyond which the standard normal distribution has the probability `tail`, in
// (0, 0.5]. Within 1e-14.
double NormalTailQuantile(double tail);

// Φ⁻¹(p) for p in (0, 1).
double NormalQuantile(double p);

// ln B(a, b), for a and b in [1, 5].
double LogBeta(double a, double b);

// The x at which the beta distribution's lower tail is `tail`, in (0, 0.5]; `log_beta` is
// LogBeta(a, b). Within 1e-13 of the root, relative.
double BetaTailQuantile(double a, double b, double log_beta, double tail);

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_MATH_H_
