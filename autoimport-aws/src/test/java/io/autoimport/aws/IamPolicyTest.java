package io.autoimport.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.autoimport.core.model.AssumedRole;
import io.autoimport.core.model.ImportSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IamPolicyTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/import";

    private final ImportSource own = ImportSource.named("own")
            .regions("us-east-1", "eu-west-1")
            .amiName("CML-*")
            .build();
    private final ImportSource ofRole = ImportSource.named("blue")
            .regions("eu-west-1")
            .amiName("CML-*")
            .includeDeregisteredImages(true)
            .role(new AssumedRole(ROLE, null))
            .build();

    private static Map<String, Object> search(List<String> actions, List<String> regions) {
        return Map.of(
                "Sid",
                "AutoImportSearch",
                "Effect",
                "Allow",
                "Action",
                actions,
                "Resource",
                "*",
                "Condition",
                Map.of("StringEquals", Map.of("aws:RequestedRegion", regions)));
    }

    @Test
    void theApplicationMaySearchItsRegionsAndAssumeItsRoles() {
        assertThat(IamPolicy.ofApplication(List.of(own, ofRole)))
                .containsEntry("Version", "2012-10-17")
                .containsEntry(
                        "Statement",
                        List.of(
                                search(
                                        List.of("ec2:DescribeImages", "ec2:DescribeInstances"),
                                        List.of("eu-west-1", "us-east-1")),
                                Map.of(
                                        "Sid",
                                        "AutoImportRoles",
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        List.of("sts:AssumeRole"),
                                        "Resource",
                                        List.of(ROLE))));
    }

    @Test
    void aRoleMaySearchWhatItsSourcesSearch() {
        assertThat(IamPolicy.ofRole(List.of(own, ofRole), ROLE))
                .containsEntry(
                        "Statement",
                        List.of(search(
                                List.of(
                                        "ec2:DescribeImages",
                                        "ec2:DescribeInstanceImageMetadata",
                                        "ec2:DescribeInstances"),
                                List.of("eu-west-1"))));
    }

    @Test
    void whoeverNeedsNothingIsAllowedNothing() {
        assertThat(IamPolicy.ofApplication(List.of())).containsEntry("Statement", List.of());
        assertThat(IamPolicy.ofRole(List.of(own), ROLE)).containsEntry("Statement", List.of());
        assertThat(IamPolicy.rolesOf(List.of(own, ofRole))).containsExactly(ROLE);
    }
}
