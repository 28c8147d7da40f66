/** What Parkbridge costs and how fast it is, measured from outside on the application as it is delivered. */
package io.parkbridge.bench;
