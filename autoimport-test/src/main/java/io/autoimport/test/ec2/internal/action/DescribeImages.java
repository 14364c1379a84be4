package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Lists the images that the caller may see: its own, public and shared ones.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
 */
final class DescribeImages implements Action {

    private static final int MOST = 1000;
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
    private static final Set<String> ALIASES = Set.of("amazon", "aws-marketplace", "aws-backup-vault");

    private final FilterTable<SimulatedImage> table = new FilterTable<>(SimulatedImage::tags)
            .with("architecture", image -> "x86_64")
            .with("creation-date", image -> XmlWriter.time(image.creationDate()))
            .with("description", SimulatedImage::description)
            .with("image-id", SimulatedImage::id)
            .with("image-type", image -> "machine")
            .with("is-public", image -> Boolean.toString(image.isPublic()))
            .with("name", SimulatedImage::name)
            .with("owner-alias", SimulatedImage::ownerAlias)
            .with("owner-id", SimulatedImage::ownerId)
            .with("root-device-type", image -> "ebs")
            .with("state", ImageXml::stateOf)
            .with("virtualization-type", image -> "hvm");
    private final Paging paging;

    DescribeImages(Paging paging) {
        this.paging = paging;
    }

    @Override
    public XmlWriter.Content perform(Call call) {
        Filters<SimulatedImage> filters = new Filters<>(call.parameters(), table);
        Predicate<SimulatedImage> owners = owners(call);
        Predicate<SimulatedImage> named = named(call);
        int limit = Paging.maxResults(call.parameters(), 1, MOST, Integer.MAX_VALUE);
        call.endIfDryRun();
        Predicate<SimulatedImage> wanted = image -> !image.deregistered()
                && image.isVisibleTo(call.accountId())
                && named.test(image)
                && owners.test(image)
                && filters.match(image);
        Paging.Answer<SimulatedImage> page =
                paging.page(call, limit, (cursor, size) -> call.images().list(cursor, size, wanted));
        return xml -> {
            xml.list("imagesSet", page.items(), ImageXml::write);
            page.writeNextToken(xml);
        };
    }

    private static Predicate<SimulatedImage> owners(Call call) {
        Set<String> owners = new HashSet<>();
        for (String owner : call.parameters().list("Owner")) {
            if (!owner.equals("self")
                    && !ALIASES.contains(owner)
                    && !ACCOUNT_ID.matcher(owner).matches()) {
                throw ApiException.badRequest("InvalidUserID.Malformed", "Invalid user id: \"" + owner + "\"");
            }
            owners.add(owner.equals("self") ? call.accountId() : owner);
        }
        return image -> owners.isEmpty()
                || owners.contains(image.ownerId())
                || (image.ownerAlias() != null && owners.contains(image.ownerAlias()));
    }

    /** Deprecated images show only to their owner, to who asks for them, and to who knows their id. */
    private static Predicate<SimulatedImage> named(Call call) {
        List<String> ids = call.parameters().list("ImageId");
        if (ids.isEmpty()) {
            boolean includeDeprecated = call.parameters().flag("IncludeDeprecated");
            return image ->
                    includeDeprecated || image.ownerId().equals(call.accountId()) || !image.isDeprecated(call.now());
        }
        Set<String> named = new HashSet<>();
        for (String id : ids) {
            SimulatedImage image = ImageIds.find(call, id);
            if (image.deregistered() && !call.cloud().isInUse(image)) {
                throw ImageIds.notFound(id);
            }
            named.add(id);
        }
        return image -> named.contains(image.id());
    }
}
