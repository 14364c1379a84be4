package io.autoimport.benchmarks.contender;

import java.net.URI;
import java.util.List;
import javax.sql.DataSource;

/**
 * What all contenders are given: the instances of all AMIs of a name are to be in a table.
 *
 * @param endpoint where EC2 is
 * @param accessKeyId who asks
 * @param secretAccessKey the key
 * @param regions where to look
 * @param dataSource has the table {@code auto_import_worker}
 */
public record Task(
        URI endpoint, String accessKeyId, String secretAccessKey, List<String> regions, DataSource dataSource) {

    /** The AMI name that is searched for. */
    public static final String AMI_NAME = "CML-*";

    /** Copies the regions. */
    public Task {
        regions = List.copyOf(regions);
    }
}
