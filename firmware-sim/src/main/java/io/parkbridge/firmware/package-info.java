/** The simulator's command line. Cars ({@code cars}) move over sensors ({@code sensor}), whose messages go ({@code play}) to the broker ({@code link}). */
package io.parkbridge.firmware;
