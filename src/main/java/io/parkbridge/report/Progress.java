package io.parkbridge.report;

import java.util.concurrent.CancellationException;

/** Told how far a rendering has come; whoever wants no more of it throws. Called often, from whichever thread renders: cheap, and no waiting. */
@FunctionalInterface
public interface Progress {

    /** For those who wait for the whole of it. */
    Progress UNWATCHED = share -> {
    };

    /**
     * @param share of the work that is done, 0 to 1, as far as that can be known beforehand; never falls
     * @throws CancellationException to end the rendering
     */
    void reached(double share);
}
