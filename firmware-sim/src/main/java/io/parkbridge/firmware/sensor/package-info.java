/** One bay sensor: what it measures, how it decides, what it sends. Knows nothing of MQTT. */
package io.parkbridge.firmware.sensor;
