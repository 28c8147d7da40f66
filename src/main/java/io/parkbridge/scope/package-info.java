/** Which facilities the work in hand may see and change, and how the database is told. */
package io.parkbridge.scope;
