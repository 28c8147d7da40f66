/** Words for people in their language: resource bundles, and which languages there are. */
package io.parkbridge.text;
