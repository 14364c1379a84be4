package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.state.Cursor;
import io.autoimport.test.ec2.internal.state.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Page tokens that carry where to go on, and are good for one query and for an hour. */
final class PageTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Pattern CONTENT = Pattern.compile("(-?\\d+)/(-?\\d+)/(\\d+)/(\\d+)/(\\d+)/([^/]*)/(-?\\d+)");

    private final long key;

    PageTokens(long seed) {
        this.key = Ids.scramble(seed ^ 0x746f6b656eL);
    }

    /**
     * Where a caller is in a listing.
     *
     * @param cursor where the page begins
     * @param page the number of the page, from zero
     */
    record Position(Cursor cursor, int page) {

        static final Position FIRST = new Position(Cursor.START, 0);

        Position following(Cursor next) {
            return new Position(next, page + 1);
        }
    }

    String issue(Position position, Call call) {
        Cursor cursor = position.cursor();
        String content = queryOf(call) + "/" + call.now().plus(LIFETIME).getEpochSecond() + "/" + position.page() + "/"
                + cursor.fleet() + "/" + cursor.ordinal() + "/" + cursor.after();
        String signed = content + "/" + signature(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
    }

    Position read(String token, Call call) {
        Matcher content = CONTENT.matcher(decoded(token));
        if (!content.matches()
                || Long.parseLong(content.group(7)) != signature(content.group().substring(0, content.end(6)))) {
            throw ApiException.invalidValue("Unable to parse pagination token");
        }
        if (Long.parseLong(content.group(1)) != queryOf(call)) {
            throw invalid("The pagination token belongs to a request with other parameters");
        }
        if (!call.now().isBefore(Instant.ofEpochSecond(Long.parseLong(content.group(2))))) {
            throw invalid("The specified pagination token is expired");
        }
        Cursor cursor =
                new Cursor(Integer.parseInt(content.group(4)), content.group(6), Integer.parseInt(content.group(5)));
        return new Position(cursor, Integer.parseInt(content.group(3)));
    }

    private static ApiException invalid(String message) {
        return ApiException.badRequest("InvalidPaginationToken", message);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private long signature(String content) {
        return Ids.scramble(Ids.hash(content) ^ key);
    }

    private static long queryOf(Call call) {
        Map<String, String> query = new TreeMap<>(call.parameters().asMap());
        query.remove("NextToken");
        query.remove("MaxResults");
        return Ids.hash(call.accountId() + "/" + call.region() + "/" + query);
    }
}
