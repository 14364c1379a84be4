package io.autoimport.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * What is read of a reservation, which is how DescribeInstances lists instances: those that were launched by one request.
 *
 * @param owner the account that owns them
 * @param instances what it lists of them
 */
record ReportedReservation(@Nullable String owner, List<ReportedInstance> instances) {

    static ReportedReservation of(Reservation reservation) {
        return new ReportedReservation(
                reservation.ownerId(),
                reservation.instances().stream().map(ReportedInstance::of).toList());
    }
}
