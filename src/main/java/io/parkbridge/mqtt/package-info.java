/** The broker as all see it that have something to say there. */
package io.parkbridge.mqtt;
