/** Who may speak for a device: its credentials, at the broker and over HTTP, and the broker's accounts of gateways, servers and signs. */
package io.parkbridge.device.account;
