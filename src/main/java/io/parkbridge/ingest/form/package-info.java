/** What clients post: read as leniently as the predecessor did, with all that is wrong told at once. */
package io.parkbridge.ingest.form;
