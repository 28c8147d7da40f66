/** What readings mean: stays, hourly usage, availability. */
package io.parkbridge.occupancy;
