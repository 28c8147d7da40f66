/** The life of an alert: raised, counted up, escalated, acknowledged, cleared; and the rules behind it. */
package io.parkbridge.alert;
