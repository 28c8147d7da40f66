/** What the accounts of many devices cost the broker. */
package io.parkbridge.bench.account;
