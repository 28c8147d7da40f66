/** The figures of one day at one glance, put together from all that is known; nobody imports it. */
package io.parkbridge.dashboard;
