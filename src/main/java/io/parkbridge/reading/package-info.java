/** What a device said: readings, their hypertables and their history. */
package io.parkbridge.reading;
