/** What stands where: the bays a source of cars knows, written as the files the application imports. */
package io.parkbridge.firmware.site;
