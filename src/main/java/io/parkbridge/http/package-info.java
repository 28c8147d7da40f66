/** What all resources share: error bodies, parameters. */
package io.parkbridge.http;
