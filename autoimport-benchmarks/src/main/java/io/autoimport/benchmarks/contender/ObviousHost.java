package io.autoimport.benchmarks.contender;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** One look-up and one insert for each instance. */
final class ObviousHost extends SdkHost {

    private final JdbcTemplate jdbc;

    ObviousHost(Task task) {
        super(task);
        this.jdbc = new JdbcTemplate(task.dataSource());
    }

    @Override
    public long run() {
        Map<String, @Nullable String> imageNames = imageNames();
        long found = 0;
        for (Reservation reservation : pages(imageNames).reservations()) {
            for (Instance instance : reservation.instances()) {
                found++;
                boolean known = !jdbc.queryForList(
                                "SELECT 1 FROM auto_import_worker WHERE instance_id = ?", instance.instanceId())
                        .isEmpty();
                if (!known) {
                    jdbc.update(INSERT, rowOf(reservation, instance, imageNames));
                }
            }
        }
        return found;
    }
}
