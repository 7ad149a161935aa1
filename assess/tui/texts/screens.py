"""Texts of the screens beside the form: review, why, gaps, help, print, merge, problems, recovered."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # -- all screens
    "screen.no_question": ("这一项没有对应的题目。", "There is no question behind this."),
    # -- what stands in the file
    "shown.nothing": ("（空）", "(empty)"),
    "shown.not_applicable": ("不适用", "Not applicable"),
    "shown.unverified": ("待核实", "Not verified"),
    "shown.source": ("来源", "Source"),
    "shown.evidence": ("证据", "Evidence"),
    "shown.note": ("备注", "Note"),
    # -- review
    "review.title": ("复核：打印前看一遍", "Review: a look before printing"),
    "review.keys": (
        "↑↓ 选择  ←→ 换一类  Enter 去这一题  Tab 看说明  Esc 返回",
        "↑↓ choose  ←→ other list  Enter to the question  Tab explanation  Esc back",
    ),
    "review.wrong": ("有误", "Wrong"),
    "review.wrong.lead": (
        "这些内容读不懂，暂不计分；不改好就打不出报告。",
        "These cannot be read and do not count; the report cannot be printed until they are mended.",
    ),
    "review.wrong.empty": ("没有读不懂的内容。", "Everything can be read."),
    "review.unknown": ("未答", "Unknown"),
    "review.unknown.lead": (
        "关系到基本要求的在前，其余按分值：答了这一题，总分区间大约缩小这么多分。",
        "What decides a basic requirement first, then by points: about how much an answer narrows the total.",
    ),
    "review.unknown.lead.plain": (
        "关系到基本要求的在前，其余是星级条件或表里还缺的数据；本方案不打分。",
        "What decides a basic requirement first, then conditions of stars and what a form still waits for; nothing is scored.",
    ),
    "review.unknown.empty": ("影响结果的题都答完了。", "Everything that affects the result is answered."),
    "review.unverified": ("待核实", "Unverified"),
    "review.unverified.lead": (
        "已填但标了“待核实”，暂按未知计算；核实后取消标记。",
        "Answered but marked as not verified: unknown until the mark is taken away.",
    ),
    "review.unverified.empty": ("没有待核实的答案。", "Nothing waits to be verified."),
    "review.warnings": ("请核对", "Check"),
    "review.warnings.lead": (
        "数字看起来不太合理，请核对；提示不影响得分。",
        "These figures look unlikely, please check them; warnings never change a score.",
    ),
    "review.warnings.empty": ("没有发现不合理的数据。", "No unlikely figures."),
    "review.not_applicable": ("不适用", "N/A"),
    "review.not_applicable.lead": (
        "不适用的评价项和它们原来的分值；评审时通常会逐条核对理由。",
        "What does not apply, with the points it had; expect every reason to be checked.",
    ),
    "review.not_applicable.empty": ("没有不适用项。", "Nothing is marked not applicable."),
    "review.evidence": ("证据", "Evidence"),
    "review.evidence.lead": (
        "已作答但证据已过期（以评价年度末为准）或还没有登记证据的。",
        "Answered, but the evidence has expired (by the end of the year assessed) or none is recorded.",
    ),
    "review.evidence.empty": ("已作答的都登记了有效的证据。", "Every answer has valid evidence recorded."),
    "review.required": ("必填", "required"),
    "review.gate": ("基本要求", "gate"),
    "review.star": ("星级条件", "star"),
    "review.stars": ("决定星级", "Decides stars"),
    "review.points": ("（{points} 分未定）", "({points} open)"),
    "review.kind": ("缺什么", "Missing"),
    "review.gates": ("决定基本要求", "Decides gates"),
    "review.criteria": ("用于评价项", "Feeds criteria"),
    "review.help": ("说明", "Help"),
    "review.typed": ("现在填的是", "Typed"),
    "review.what": ("问题", "Problem"),
    "review.mend": ("怎么改", "How to mend it"),
    "review.reason": ("理由", "Reason"),
    "review.moved": ("分值去向", "Its points"),
    "review.moved.text": ("原 {points} 分。{policy}", "{points} before. {policy}"),
    "review.question": ("所在题目", "Marked at"),
    "review.asked": ("要求的证据", "Asked for"),
    "review.answers": ("相关题目", "Answers"),
    # -- why
    "why.title": ("为什么：这一题怎样计分", "Why: how this question counts"),
    "why.keys": (
        "↑↓ 逐行看  ←→ 换一个评价项  Enter 去该行的题目  Esc 返回",
        "↑↓ line by line  ←→ other criterion  Enter to the line's question  Esc back",
    ),
    "why.nothing": (
        "这一题不直接计分：它用于识别工厂、选用系数或核对数据。",
        "This question earns no points itself: it names the factory, picks factors or checks other data.",
    ),
    "why.star": ("决定星级 · {scheme} · {condition}", "Decides a star · {scheme} · {condition}"),
    "why.only": ("{kind} · {scheme}", "{kind} · {scheme}"),
    "why.one_of": ("‹ {number}/{count} › {kind} · {scheme}", "‹ {number}/{count} › {kind} · {scheme}"),
    # -- gaps
    "gaps.title": ("差距：失分在哪里，怎样补上", "Gaps: where points are lost, and what would earn them"),
    "gaps.title.plain": ("差距：还有哪些条件没有满足", "Gaps: conditions that are not met yet"),
    "gaps.title.scheme": ("{title} · {scheme}（F9 换方案）", "{title} · {scheme} (F9: next scheme)"),
    "gaps.keys": (
        "↑↓ 选择  ←→ 换一类  Enter 去相关题目  Tab 看说明  Esc 返回",
        "↑↓ choose  ←→ other list  Enter to the question  Tab explanation  Esc back",
    ),
    "gaps.all": ("全部", "All"),
    "gaps.all.empty": ("没有失分，也没有未定的分。", "No points are lost and none are open."),
    "gaps.lost": ("已失分", "Lost"),
    "gaps.lost.empty": ("已填的数据没有失分。", "No points are lost by the answers given."),
    "gaps.open": ("未定", "Open"),
    "gaps.open.empty": ("没有未定的分。", "No points are open."),
    "gaps.lead": (
        "− 已失去的分，? 取决于未答题的分；合计 {lost} 分已失，{open} 分未定",
        "− points lost, ? points that open answers decide; together {lost} lost, {open} open",
    ),
    "gaps.gates": ("基本要求", "Gates"),
    "gaps.gates.lead": ("没有通过的在前，其次是还不清楚的。", "Those that fail first, then those still unknown."),
    "gaps.gates.empty": ("本方案没有基本要求。", "This scheme has no gates."),
    "gaps.values": ("各行计算结果", "What each row comes to"),
    "gaps.values.lead": ("本方案不打分，只列出每行的结果。", "This scheme gives no points: each row shows its value."),
    "gaps.values.empty": ("没有可列的行。", "There are no rows."),
    "gaps.why": ("差在哪里", "What is missing"),
    "gaps.steps": ("本厂与各档", "This factory and the steps"),
    "gaps.own": ("本厂 {value}", "own {value}"),
    "gaps.no_limit": ("限值未知", "limits unknown"),
    "gaps.advice": ("建议", "What to do"),
    "gaps.evidence": ("所需证据", "Evidence asked for"),
    # -- printing
    "print.title": ("打印差距报告（PDF）", "Print the gap report (PDF)"),
    "print.keys": (
        "Enter 打印  ↑↓ 换栏  ←→ 选择  Esc 返回",
        "Enter print  ↑↓ other field  ←→ choose  Esc back",
    ),
    "print.keys.blocked": ("Enter 去改  Esc 返回", "Enter to what has to be mended  Esc back"),
    "print.keys.running": ("Esc 停止打印", "Esc stops printing"),
    "print.target": ("报告写到", "Write the report to"),
    "print.exists": ("已有同名文件，打印后会替换它。", "A file of this name exists; it will be replaced."),
    "print.lang": ("报告语言", "Language of the report"),
    "print.scheme": ("评价方案", "Scheme"),
    "print.begin": ("开始打印", "Print"),
    "print.mend": ("去改第一处", "To the first one"),
    "print.hindered": (
        "还有 {count} 处要先填好或改好，才能打印：{names}",
        "To be filled in or mended before printing ({count}): {names}",
    ),
    "print.step.save": ("保存答案", "Save the answers"),
    "print.step.read": ("读取规则和填报文件", "Read the rules and the answers"),
    "print.step.build": ("计算并写出报告内容", "Score, and write the report's text"),
    "print.step.layout": ("排版", "Lay out the pages"),
    "print.step.draw": ("生成 PDF", "Make the PDF"),
    "print.step.write": ("写入文件", "Write the file"),
    "print.pages": ("：第 {count} 页", ": page {count}"),
    "print.elapsed": ("已用 {seconds} 秒", "{seconds} s so far"),
    "print.done": ("✓ 报告已打印", "✓ The report is printed"),
    "print.facts": ("{pages} 页，{size} KB，用时 {seconds} 秒", "{pages} pages, {size} KB, in {seconds} s"),
    "print.folder": ("所在文件夹：{folder}", "In the folder {folder}"),
    "print.failed": ("✗ 没有打印成", "✗ Nothing was printed"),
    "print.conflicts": (
        "有 {count} 题你和别人改得不一样，请先返回按 Ctrl+R 选定，再打印。",
        "{count} questions were answered differently by somebody else: go back, settle them with Ctrl+R, then print.",
    ),
    "print.stopped": (
        "已停止打印，没有留下不完整的文件；原有的文件没有动。",
        "Stopped. No incomplete file is left, and what was there before is untouched.",
    ),
    "print.look": ("看文件里的问题", "See what is wrong in the file"),
    "print.hindered.file": (
        "填报文件里有 {count} 处不属于任何题目，要先用文本编辑器改好，才能打印。",
        "{count} things in the file belong to no question; mend them with a text editor before printing.",
    ),
    # -- problems of the file
    "problems.title": ("文件里的问题", "Problems of the file"),
    "problems.keys": ("↑↓ 选择  Tab 看说明  Esc 返回", "↑↓ choose  Tab explanation  Esc back"),
    "problems.lead": (
        "这些内容不属于任何题目，程序原样保留，不计分。请用文本编辑器改好，改完会自动重新读入。",
        "These belong to no question: they are left as they are and do not count. Mend them with a text editor; the "
        "file is read again by itself.",
    ),
    "problems.empty": ("文件没有问题。", "Nothing is wrong in the file."),
    "problems.place": ("位置", "Place"),
    "problems.at": ("{file} {place}（行:列）", "{file} {place} (line:column)"),
    "problems.code": ("代码", "Code"),
    # -- recovered
    "recovered.title": ("上次留下的内容都在", "What the last session left is still here"),
    "recovered.keys": (
        "↑↓ 选择  ←→ 答案／输入中  Enter 去这一题  Esc 开始填报",
        "↑↓ choose  ←→ answers/typing  Enter to the question  Esc begin",
    ),
    "recovered.answers": ("找回的答案", "Answers brought back"),
    "recovered.answers.lead": (
        "上次程序意外结束，这些答案当时还没有写进文件。已经找回，照常计分，马上写入。",
        "The last session ended unexpectedly before these answers were in the file. They are back, they count, and "
        "they are being saved now.",
    ),
    "recovered.answers.changed": (
        "上次程序意外结束，这些答案当时还没有写进文件；之后文件又被改过。答案已经找回，有冲突的会请你逐题选择。",
        "The last session ended unexpectedly before these answers were in the file, and the file was changed since. "
        "They are back; where both differ you will be asked.",
    ),
    "recovered.answers.empty": ("没有需要找回的答案。", "No answers had to be brought back."),
    "recovered.drafts": ("没输完的", "Unfinished typing"),
    "recovered.drafts.lead": (
        "这些题上次没有输完就结束了。翻到那一题，会看到当时输入的内容，确认后才算数。",
        "These were being typed. They stand in their questions again and count once you confirm them.",
    ),
    "recovered.drafts.empty": ("没有未输完的内容。", "Nothing was being typed."),
    "recovered.typed": ("当时输入的", "Typed"),
    # -- merge
    "merge.title": ("合并：文件被别人改过", "Merge: somebody else changed the file"),
    "merge.keys": (
        "↑↓ 换一题  Enter 或 ←→ 选用哪一个  Esc 以后再定（不覆盖任何内容）",
        "↑↓ other question  Enter or ←→ choose  Esc later (nothing is overwritten)",
    ),
    "merge.lead": (
        "有 {count} 题，你和别人改得不一样。选用哪一个由你定；没有选的，文件里保持别人写的，你的答案也留着。",
        "{count} questions were answered differently by you and by somebody else. You decide; where you do not, the "
        "file keeps theirs and your answer is kept beside it.",
    ),
    "merge.base": ("原来的", "Before"),
    "merge.ours": ("我的", "Mine"),
    "merge.theirs": ("别人的（文件里）", "Theirs (in the file)"),
    "merge.open": ("未选", "open"),
    "merge.all.ours": ("全部用我的", "Mine everywhere"),
    "merge.all.theirs": ("全部用别人的", "Theirs everywhere"),
    "merge.done": ("完成：已选 {chosen} 题，{left} 题以后再定", "Done: {chosen} chosen, {left} left for later"),
    "merge.later": (
        "{count} 题以后再定，没有覆盖任何内容；按 Ctrl+R 随时再来。",
        "{count} left for later, nothing is overwritten; Ctrl+R brings them back.",
    ),
    # -- help
    "help.title": ("帮助", "Help"),
    "help.keys": ("↑↓ PgUp PgDn 滚动  Esc 返回", "↑↓ PgUp PgDn scroll  Esc back"),
    "help.signs": ("符号", "Signs"),
    "help.sign.answered": ("已答", "answered"),
    "help.sign.unknown": ("未答：按未知计，既不算零也不算满分", "unknown: neither zero nor full points"),
    "help.sign.not_applicable": ("不适用（写明了理由）", "not applicable, with the reason"),
    "help.sign.wrong": ("有误：读不懂，暂不计分", "wrong: cannot be read and does not count"),
    "help.sign.unverified": ("待核实：已填，暂按未知计", "not verified yet: counts as unknown"),
    "help.sign.warning": ("请核对：数字看起来不太合理，不影响得分", "check: looks unlikely; no effect on the score"),
    "help.sign.earned": ("已得的分", "points earned"),
    "help.sign.open": ("未知的分，还能争取", "points still open"),
    "help.sign.lost": ("已失去的分", "points lost"),
    "help.numbers": ("怎样写数字", "How to write numbers"),
    "help.numbers.lead": (
        "照平常的写法输入就行，带上单位；下方会立即读给你看（例如 450万度 → 4,500 MWh）。不带单位按题目的单位读。",
        "Write them as usual, with a unit; the reading appears below at once. Without one the question's unit counts.",
    ),
    "help.number.power": ("万、亿和中文单位都认", "万, 亿 and Chinese units are understood"),
    "help.number.grouped": ("千位分隔和国际单位也行", "thousands separators and SI units too"),
    "help.number.wide": ("全角数字和符号，不用切换输入法", "full-width digits and signs: no need to switch"),
    "help.number.money": ("金额", "money"),
    "help.number.area": ("亩、m2、公顷自动换算", "亩, m2 and ha are converted"),
    "help.number.yes_no": ("也可写 有 / 无、yes / no、√ / ×", "yes / no as well"),
    "help.number.date": ("也可写 2024年6月30日、2024.6.30", "2024.6.30 as well"),
    "help.stars": ("已确认和可达到", "Secured and reachable"),
    "help.stars.secured": (
        "已确认：只按已填的数据，至少能到的星级和得分。",
        "Secured: the star and the points that the answers given are good for, whatever the rest says.",
    ),
    "help.stars.reachable": (
        "可达到：未答的全部达标时，最多能到的星级和得分。答得越多，两者越近。",
        "Reachable: what they can become if every open answer turns out well. Each answer brings the two closer.",
    ),
    "help.stars.not": (
        "星级是自评参考，不是主管部门的认定。",
        "The star is indicative: no authority has awarded it.",
    ),
    "help.files": ("保存在哪里", "What is saved where"),
    "help.files.saved": (
        "每确认一题就自动存进 {file}，不用另外保存；你写的注释和顺序不变。",
        "Each confirmed answer is saved into {file} by itself; your comments and their order stay.",
    ),
    "help.files.journal": (
        "正在输入、还没确认的内容记在旁边以 .draft 结尾的隐藏文件里，断电或关掉窗口也不会丢，下次打开就在。",
        "What is being typed is noted in a hidden file beside it, ending in .draft: it survives a power cut or a closed "
        "window, and is there again on the next start.",
    ),
    "help.files.evidence": (
        "证据只记文件名和日期，文件本身不复制、不上传。",
        "Of evidence only names and dates are recorded; the files are neither copied nor sent anywhere.",
    ),
    "help.files.reports": ("打印的报告放在 {folder}。", "Printed reports go to {folder}."),
}
