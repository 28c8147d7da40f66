/** Availability and bays for other systems, in the field's own formats; read-only. */
package io.parkbridge.opendata;
