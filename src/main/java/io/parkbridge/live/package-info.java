/** The way out after commit: WebSocket for browsers. */
package io.parkbridge.live;
