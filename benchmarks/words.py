"""Words that names and sentences are put together from."""
# ruff: noqa: SIM905 (a hundred words in quotes of their own cannot be read)

BRAND = (
    "安百邦宝博博昌晨诚驰创达德鼎东方飞丰福冠光广海瀚浩禾和恒弘宏华辉汇慧佳嘉健江捷金锦晶景静久君骏凯康科坤"
    "朗乐力立联亮凌领龙隆茂美明铭宁诺欧鹏普启千强勤庆荣锐瑞润森山尚盛世顺思泰腾天通同万旺威维伟文沃祥翔新鑫"
    "信兴旭轩亚扬耀义益毅永优宇元远跃云泽展正志智中众卓"
)
"""Two of these make a name."""

SYLLABLES = (
    "Alder Berg Brun Calde Darn Ever Fen Gran Hol Harte Inver Jarl Kessel Lang Lauter Mar Nord Oster Pell Quern Rhen "
    "Sand Silver Sten Thorn Ulm Vander Wald West Yar"
).split()
ENDINGS = "by dorf feld ford gard ham haus holm land ley mark mont mere nau rad sen stad stein tal ton vik wick".split()

GIVEN_ZH = (
    "博文 晨曦 楚涵 大伟 德华 冬梅 恩泽 芳菲 凤英 国栋 海燕 浩然 鸿飞 慧敏 佳宁 建国 洁琼 锦程 景行 静怡 俊杰 "
    "凯旋 可欣 乐天 丽娜 立新 凌云 明哲 沐阳 鹏程 启航 巧云 清扬 仁杰 若琳 森林 少华 诗雨 书恒 素梅 天宇 婷婷 "
    "婉清 卫东 文斌 晓峰 欣怡 秀兰 雪莹 雅静 彦霖 毅夫 咏梅 雨桐 玉珍 远山 云鹤 泽民 展鹏 正阳 志强 子墨"
).split()
GIVEN_EN = (
    "Agnes Anders Beatrix Bruno Cecilia Conrad Dagmar Dennis Elias Esther Felix Flora Gerald Greta Hanna Hugo Ingrid "
    "Ivan Jonas Julia Karin Kaspar Laura Leon Magnus Martha Nils Nora Oscar Paula Rasmus Rita Simon Stella Tilda Tobias"
).split()
FAMILY_EN = (
    "Ahrens Barlow Brandt Carver Dahl Ekman Fisher Gaunt Hardy Iversen Jansen Keller Lund Meyer Norris Olsen Parker "
    "Quist Reed Sommer Tate Ullman Vogel Weber Yates Zander"
).split()

CITIES = {
    "浙江": {"永康": "579", "金华": "579", "义乌": "579", "台州": "576", "宁波": "574", "温州": "577", "嘉兴": "573"},
    "江苏": {"苏州": "512", "无锡": "510", "常熟": "512", "南京": "25", "南通": "513"},
    "广东": {"深圳": "755", "东莞": "769", "佛山": "757", "广州": "20", "中山": "760"},
    "湖南": {"长沙": "731", "湘潭": "731", "株洲": "731"},
    "河南": {"郑州": "371", "洛阳": "379", "开封": "371"},
    "湖北": {"武汉": "27"},
    "四川": {"成都": "28", "眉山": "28", "资阳": "28"},
}
"""Towns of a province with their area codes; a customer moves within the province only."""

SUBJECTS_ZH = (
    "交期 价格 样品 电芯批次 充电器 外箱标签 验收单 运输保险 模具费 质保期 对账单 年度框架 备用电池 低温放电 "
    "固件 连接器 出口文件 检测报告 包装方式 旺季备货 返修流程 替代料 付款条件 发票抬头 新线产能"
).split()
WHO_ZH = "采购 仓库 品质部 研发 财务 车间主任 门卫 前台 新来的工程师 老会计 经销商 物流公司 客服 副总".split()
SAID_ZH = (
    "还要再问一次",
    "答应月底前回话",
    "和去年没有两样",
    "比上次说得松了",
    "要等总经理点头",
    "已经另发邮件确认",
    "没有肯写下来",
    "想和同行比一比再定",
    "嘴上不提，心里着急",
    "让我们先出一份方案",
    "说可以分两批走",
    "拿出了自己的表格",
    "要求附上原始数据",
    "觉得不必急在这个月",
)
SUBJECTS_EN = (
    "delivery dates|the price list|the samples|cell batches|chargers|carton labels|acceptance sheets|freight insurance|"
    "tooling cost|the warranty|the statement of account|the frame order|spare packs|discharge in the cold|BMS firmware|"
    "connectors|export papers|test reports|packing|stock for the season|repairs|substitute parts|payment terms|"
    "invoice details|capacity of the new line"
).split("|")
WHO_EN = (
    "Purchasing|The warehouse|Quality|The lead engineer|The accountant|"
    "The plant manager|The front desk|The new engineer|"
    "The dealer|The forwarder|Customer service|The deputy"
).split("|")
SAID_EN = (
    "wants to hear about {} again",
    "promised an answer on {} by the end of the month",
    "sees nothing new in {}",
    "was softer on {} than last time",
    "waits for a nod from above on {}",
    "confirmed {} in a separate mail",
    "would not put anything about {} in writing",
    "compares others on {} first",
    "asked us for a proposal on {}",
    "would take two lots and came back to {}",
    "showed a sheet of their own on {}",
    "wants raw data on {}",
)
