/** How soon a change is in the browsers, in one and in thousands of them. */
package io.parkbridge.bench.live;
