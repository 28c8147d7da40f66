/** How people and other systems are told: the outbox, and one class per channel out of it. */
package io.parkbridge.notify;
