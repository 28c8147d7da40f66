/** Where the cars come from: recorded cities, and a mall made up. Each source gives the movements of its bays in the order of time. */
package io.parkbridge.firmware.cars;
