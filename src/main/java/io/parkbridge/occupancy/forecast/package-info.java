/** What occupancy to expect in the next 24 hours, and how wrong that has been; docs/forecast.md explains it. */
package io.parkbridge.occupancy.forecast;
