/** When something is wrong: one class per alert type, each a pure function of what is known, the thresholds and now. */
package io.parkbridge.alert.rule;
