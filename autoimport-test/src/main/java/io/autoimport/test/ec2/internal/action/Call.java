package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.ImageCatalog;
import io.autoimport.test.ec2.internal.state.RegionState;
import io.autoimport.test.ec2.internal.state.Visibility;
import java.time.Instant;
import java.util.List;

/**
 * A request whose caller is known.
 *
 * @param parameters what it asks for
 * @param caller who asks
 * @param region of which region
 * @param cloud what exists
 * @param visibility what the caller gets to see of it
 * @param pageSizes the sizes of the pages that the caller gets at most, in a circle; empty for as many as asked for
 * @param repeatsToken whether the same page token is answered for ever
 */
public record Call(
        Parameters parameters,
        AccessKeys.Identity caller,
        String region,
        Cloud cloud,
        Visibility visibility,
        List<Integer> pageSizes,
        boolean repeatsToken) {

    /** The account that asks. */
    public String accountId() {
        return caller.accountId();
    }

    /** The time by the simulator's clock. */
    public Instant now() {
        return visibility.now();
    }

    RegionState instances() {
        return cloud.region(accountId(), region);
    }

    ImageCatalog images() {
        return cloud.images(region);
    }

    /** Ends the request here if it was only a trial. Belongs behind the checks and before the deed. */
    void endIfDryRun() {
        if (parameters.flag("DryRun")) {
            throw new ApiException(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }
}
