package dev.astir.app.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is done in Redis in one step. A device is a text: 36 characters of its person, 36 of its
 * line, 13 of when it was heard from, and its state as JSON. {@code KEYS} are those of one
 * organization: devices, times, and what the keys of its people begin with.
 */
enum RedisScript {
    /** Whether the device was here, until when it is, and whether that is earlier than before. */
    PUT(
            """
            local before = redis.call('ZSCORE', KEYS[2], ARGV[1])
            if before and tonumber(before) > now then
              if ARGV[7] == '1' then return {1, before, 0} end
            else
              before = false
            end
            local old = redis.call('HGET', KEYS[1], ARGV[1])
            if old and string.sub(old, 1, 36) ~= ARGV[2] then
              redis.call('SREM', KEYS[3] .. string.sub(old, 1, 36), ARGV[1])
            end
            local seen = string.format('%013.0f', now - tonumber(ARGV[5]))
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ARGV[3] .. seen .. ARGV[4])
            local over = now + tonumber(ARGV[6])
            redis.call('ZADD', KEYS[2], over, ARGV[1])
            redis.call('SADD', KEYS[3] .. ARGV[2], ARGV[1])
            keep(KEYS[1], over)
            keep(KEYS[2], over)
            keep(KEYS[3] .. ARGV[2], over)
            local isEarlier = not before or tonumber(before) > over
            return {before and 1 or 0, string.format('%.0f', over), isEarlier and 1 or 0}
            """),

    /**
     * Until when those stay whose lines are current, and the lines whose devices are not here.
     * Lines that end leave their devices without one, so that a sign of life that was on its way
     * lengthens nothing.
     */
    STAY(
            """
            local over = now + tonumber(ARGV[1])
            local answer = {string.format('%.0f', over)}
            for i = 3, #ARGV, 3 do
              local before = redis.call('ZSCORE', KEYS[2], ARGV[i])
              local device = redis.call('HGET', KEYS[1], ARGV[i])
              if not device or not before or tonumber(before) <= now then
                answer[#answer + 1] = ARGV[i + 1]
              elseif string.sub(device, 37, 72) == ARGV[i + 1] then
                local line = ARGV[i + 1]
                if ARGV[2] == '1' then line = '00000000-0000-0000-0000-000000000000' end
                local seen = string.format('%013.0f', now - tonumber(ARGV[i + 2]))
                if seen < string.sub(device, 73, 85) then seen = string.sub(device, 73, 85) end
                device = string.sub(device, 1, 36) .. line .. seen .. string.sub(device, 86)
                redis.call('HSET', KEYS[1], ARGV[i], device)
                redis.call('ZADD', KEYS[2], over, ARGV[i])
                keep(KEYS[3] .. string.sub(device, 1, 36), over)
              end
            end
            keep(KEYS[1], over)
            keep(KEYS[2], over)
            return answer
            """),

    /** When the device was heard from. */
    REMOVE(
            """
            local device = redis.call('HGET', KEYS[1], ARGV[1])
            if not device then return {} end
            redis.call('HDEL', KEYS[1], ARGV[1])
            redis.call('ZREM', KEYS[2], ARGV[1])
            redis.call('SREM', KEYS[3] .. string.sub(device, 1, 36), ARGV[1])
            return {string.sub(device, 73, 85)}
            """),

    /** When the next is over, if any is; and of each that is, whose it was and when heard from. */
    EXPIRE(
            """
            local answer = {''}
            for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
              local device = redis.call('HGET', KEYS[1], id)
              redis.call('ZREM', KEYS[2], id)
              if device then
                redis.call('HDEL', KEYS[1], id)
                redis.call('SREM', KEYS[3] .. string.sub(device, 1, 36), id)
                answer[#answer + 1] = string.sub(device, 1, 36)
                answer[#answer + 1] = string.sub(device, 73, 85)
              end
            end
            local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
            if first[2] then answer[1] = string.format('%.0f', tonumber(first[2])) end
            return answer
            """),

    /** All devices that are here, each with its id. */
    DEVICES(
            """
            local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. string.format('%.0f', now), '+inf')
            local answer = {}
            for _, id in ipairs(ids) do
              local device = redis.call('HGET', KEYS[1], id)
              if device then
                answer[#answer + 1] = id
                answer[#answer + 1] = device
              end
            end
            return answer
            """),

    /** Those of some people. */
    DEVICES_OF(
            """
            local answer = {}
            for _, person in ipairs(ARGV) do
              for _, id in ipairs(redis.call('SMEMBERS', KEYS[3] .. person)) do
                local over = redis.call('ZSCORE', KEYS[2], id)
                local device = redis.call('HGET', KEYS[1], id)
                if device and over and tonumber(over) > now then
                  answer[#answer + 1] = id
                  answer[#answer + 1] = device
                end
              end
            end
            return answer
            """),

    /** Notes that something of an organization may be over then. */
    MAY_END(
            """
            local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
            if not known or tonumber(known) > tonumber(ARGV[2]) then
              redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
            end
            keep(KEYS[1], tonumber(ARGV[2]))
            return {}
            """),

    /** Takes the organizations where something may be over, for a while. */
    CLAIM(
            """
            local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)
            if #due == 0 then return {} end
            local lease = string.format('%.0f', now + tonumber(ARGV[1]))
            for _, id in ipairs(due) do redis.call('ZADD', KEYS[1], lease, id) end
            table.insert(due, 1, lease)
            return due
            """),

    /** Gives one back; who noted something earlier meanwhile is right. */
    RELEASE(
            """
            local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
            if known and tonumber(known) == tonumber(ARGV[2]) then
              if ARGV[3] == '' then
                redis.call('ZREM', KEYS[1], ARGV[1])
              else
                redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
              end
            elseif ARGV[3] ~= '' and (not known or tonumber(known) > tonumber(ARGV[3])) then
              redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
            end
            if ARGV[3] ~= '' then keep(KEYS[1], tonumber(ARGV[3])) end
            return {}
            """);

    /**
     * Keys go by themselves when nobody has needed them for a day. Each sign of life renews those
     * that it writes to, and a device is here for a minute after its own: no key goes before what
     * it holds is over, and hardly before somebody was told of that.
     */
    private static final String BEGIN =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local function keep(key, over)
              redis.call('PEXPIRE', key, math.max(0, over - now) + 86400000)
            end
            """;

    private final String text;
    private final String digest;

    RedisScript(String body) {
        text = BEGIN + body;
        digest = sha1(text);
    }

    /** The script in Lua. */
    String text() {
        return text;
    }

    /** By what Redis knows it once it has run. */
    String digest() {
        return digest;
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
