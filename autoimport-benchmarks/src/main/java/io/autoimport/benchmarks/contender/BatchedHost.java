package io.autoimport.benchmarks.contender;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** For each page one look-up, and one batch of inserts in one transaction, which the driver sends as few statements. */
final class BatchedHost extends SdkHost {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    BatchedHost(Task task) {
        super(task);
        this.jdbc = new JdbcTemplate(task.dataSource());
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(task.dataSource()));
    }

    @Override
    public long run() {
        Map<String, @Nullable String> imageNames = imageNames();
        long found = 0;
        for (DescribeInstancesResponse page : pages(imageNames)) {
            found += page.reservations().stream()
                    .mapToLong(reservation -> reservation.instances().size())
                    .sum();
            Set<String> known = known(page);
            List<Object[]> rows = new ArrayList<>();
            for (Reservation reservation : page.reservations()) {
                for (Instance instance : reservation.instances()) {
                    if (!known.contains(instance.instanceId())) {
                        rows.add(rowOf(reservation, instance, imageNames));
                    }
                }
            }
            if (!rows.isEmpty()) {
                transactions.executeWithoutResult(
                        status -> jdbc.batchUpdate(INSERT + " ON CONFLICT (instance_id) DO NOTHING", rows));
            }
        }
        return found;
    }

    // Not = ANY: without statistics of the table, as in a first import, PostgreSQL then goes through the whole of it.
    private Set<String> known(DescribeInstancesResponse page) {
        String[] ids = page.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Instance::instanceId)
                .toArray(String[]::new);
        return new HashSet<>(jdbc.queryForList(
                "SELECT instance_id FROM unnest(?::text[]) AS page (id) JOIN auto_import_worker ON instance_id = page.id",
                String.class,
                (Object) ids));
    }
}
