/** People and machines: who they are, what they may do, how they prove it (docs/security.md). */
package io.parkbridge.access;
