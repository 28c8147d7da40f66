/** Plays a source of cars through sensors and gateways, in the order of time: the past as fast as it is accepted, then at true speed. */
package io.parkbridge.firmware.play;
