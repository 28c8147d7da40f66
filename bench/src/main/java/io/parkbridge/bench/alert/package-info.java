/** What alerts cost: many devices silent at once, and the way from a condition to the browser. */
package io.parkbridge.bench.alert;
