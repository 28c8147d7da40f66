/** Devices: registered, their last state. */
package io.parkbridge.device;
