/** What the dashboard costs the browser that shows it. */
package io.parkbridge.bench.screen;
