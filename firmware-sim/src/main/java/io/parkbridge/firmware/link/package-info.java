/** The way to the broker: gateways' connections, what they keep for a broker that is away, and the count of what it has acknowledged. */
package io.parkbridge.firmware.link;
