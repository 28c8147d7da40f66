/** Figures over days and hours, each defined once for screens and reports; docs/metrics.md has their formulas. */
package io.parkbridge.occupancy.analytics;
